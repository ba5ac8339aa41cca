import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;

import org.javarosa.core.model.CoreModelModule;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.GroupDef;
import org.javarosa.core.model.IFormElement;
import org.javarosa.core.model.QuestionDef;
import org.javarosa.core.model.ValidateOutcome;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.StringData;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.reference.PrefixedRootFactory;
import org.javarosa.core.reference.Reference;
import org.javarosa.core.reference.ReferenceManager;
import org.javarosa.core.services.PrototypeManager;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.core.util.JavaRosaCoreModule;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormAnswerDataParser;
import org.javarosa.xform.util.XFormAnswerDataSerializer;
import org.javarosa.xform.util.XFormUtils;

/**
 * Runs forms with JavaRosa, steered by lines: words parted by tabs, \t \n \\ written as such.
 *
 * <p>Commands: load FILE | set PATH VALUE | answer PATH VALUE PATH... (as a client does: the constraint first, then the
 * choices of the questions that follow) | add REPEAT | remove ROW | counts (bring counted repeats to their number
 * of rows) | refresh (work everything out anew) | dump | validate | quit. A path carries a position from 1 in brackets
 * at each repeat: /data/jobs[2]/title; REPEAT ends without one. Every answer is some lines and at last "ok NANOSECONDS"
 * or "error TEXT". A dump's line is: path, relevant, required, readonly, constraint holds (0 or 1 each), value.
 */
public final class Oracle {
    private final XFormAnswerDataSerializer serializer = new XFormAnswerDataSerializer();
    private final PrintStream out;
    private FormDef form;

    private Oracle(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        // JavaRosa talks on the standard output.
        System.setOut(System.err);
        PrototypeManager.registerPrototypes(JavaRosaCoreModule.classNames);
        PrototypeManager.registerPrototypes(CoreModelModule.classNames);
        new XFormsModule().registerModule();
        Oracle oracle = new Oracle(out);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split("\t", -1);
            if (words[0].equals("quit")) {
                return;
            }
            try {
                long taken = oracle.obey(words);
                out.print("ok\t" + taken + "\n");
            } catch (Exception | StackOverflowError fault) {
                out.print("error\t" + written(fault.getClass().getSimpleName() + ": " + fault.getMessage()) + "\n");
            }
            out.flush();
        }
    }

    private long obey(String[] words) throws Exception {
        long begin = System.nanoTime();
        switch (words[0]) {
            case "load":
                load(new File(words[1]));
                break;
            case "set":
                set(reference(words[1]), read(words[2]));
                break;
            case "answer":
                return answer(words);
            case "add":
                form.createNewRepeat(index(words[1], size(words[1])));
                break;
            case "remove":
                form.deleteRepeat(index(words[1], -1));
                break;
            case "counts":
                count(form, new ArrayList<>(), form.getInstance().getRoot());
                break;
            case "refresh":
                form.initialize(false, new InstanceInitializationFactory());
                break;
            case "dump":
                dump(form.getInstance().getRoot(), "", true);
                break;
            case "validate":
                validate();
                break;
            default:
                throw new IllegalArgumentException(words[0]);
        }
        return System.nanoTime() - begin;
    }

    private void load(File file) throws Exception {
        ReferenceManager.instance().reset();
        ReferenceManager.instance().addReferenceFactory(new Beside(file.getParentFile()));
        byte[] xml = Files.readAllBytes(file.toPath());
        form = XFormUtils.getFormFromInputStream(new ByteArrayInputStream(xml));
        form.initialize(true, new InstanceInitializationFactory());
    }

    private long answer(String[] words) {
        TreeReference reference = reference(words[1]);
        String text = read(words[2]);
        TreeElement node = form.getInstance().resolveReference(reference);
        List<FormEntryPrompt> shown = new ArrayList<>();
        for (int place = 3; place < words.length; place++) {
            shown.add(new FormEntryPrompt(form, question(reference(words[place]))));
        }
        long begin = System.nanoTime();
        IAnswerData data = data(reference, node, text);
        if (data == null || form.evaluateConstraint(reference, data)) {
            form.setValue(data, reference, node, true);
        }
        for (FormEntryPrompt prompt : shown) {
            prompt.getSelectChoices();
        }
        return System.nanoTime() - begin;
    }

    private FormIndex question(TreeReference wanted) {
        FormEntryModel model = new FormEntryModel(form);
        FormIndex index = model.incrementIndex(FormIndex.createBeginningOfFormIndex());
        while (index.isInForm() && !wanted.equals(index.getReference())) {
            index = model.incrementIndex(index);
        }
        return index;
    }

    private void set(TreeReference reference, String text) {
        TreeElement node = form.getInstance().resolveReference(reference);
        form.setValue(data(reference, node, text), reference, node, true);
    }

    /** A text the type of the question does not allow is kept as a text. */
    private IAnswerData data(TreeReference reference, TreeElement node, String text) {
        if (text.isEmpty()) {
            return null;
        }
        IAnswerData data = null;
        try {
            QuestionDef question = FormDef.findQuestionByRef(reference.genericize(), form);
            data = XFormAnswerDataParser.getAnswerData(text, node.getDataType(), question);
        } catch (RuntimeException notOfThisType) {
            data = null;
        }
        return data == null ? new StringData(text) : data;
    }

    private static TreeReference reference(String path) {
        TreeReference reference = TreeReference.rootRef();
        for (String step : path.substring(1).split("/")) {
            int bracket = step.indexOf('[');
            String name = bracket < 0 ? step : step.substring(0, bracket);
            int position = bracket < 0 ? 1 : Integer.parseInt(step.substring(bracket + 1, step.length() - 1));
            reference.add(name, position - 1);
        }
        return reference;
    }

    private int size(String repeat) {
        TreeReference reference = reference(repeat);
        TreeElement around = form.getInstance().resolveReference(reference.getParentRef());
        return around.getChildMultiplicity(reference.getNameLast());
    }

    /** The index of a row; position from 0 or, if negative, as the path says. */
    private FormIndex index(String path, int position) {
        TreeReference wanted = reference(path);
        if (position >= 0) {
            wanted.setMultiplicity(wanted.size() - 1, position);
        }
        List<Integer> places = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        List<IFormElement> elements = new ArrayList<>();
        if (!find(form, wanted, places, positions, elements)) {
            throw new IllegalArgumentException("no repeat: " + path);
        }
        return form.buildIndex(places, positions, elements);
    }

    private boolean find(
            IFormElement around,
            TreeReference wanted,
            List<Integer> places,
            List<Integer> positions,
            List<IFormElement> elements) {
        for (int place = 0; place < around.getChildren().size(); place++) {
            IFormElement element = around.getChild(place);
            if (!(element instanceof GroupDef)) {
                continue;
            }
            boolean repeats = ((GroupDef) element).getRepeat();
            TreeReference here = (TreeReference) element.getBind().getReference();
            TreeReference generic = wanted.genericize();
            boolean found = repeats && here.genericize().equals(generic);
            if (!found && repeats && !here.genericize().isAncestorOf(generic, false)) {
                continue;
            }
            places.add(place);
            positions.add(repeats ? wanted.getMultiplicity(here.size() - 1) : 0);
            elements.add(element);
            if (found || find(element, wanted, places, positions, elements)) {
                return true;
            }
            places.remove(places.size() - 1);
            positions.remove(positions.size() - 1);
            elements.remove(elements.size() - 1);
        }
        return false;
    }

    /** Brings repeats with a counted number of rows to that number, as a walk through the form does. */
    private void count(IFormElement around, List<String> names, TreeElement node) throws Exception {
        for (IFormElement element : around.getChildren()) {
            if (!(element instanceof GroupDef)) {
                continue;
            }
            GroupDef group = (GroupDef) element;
            TreeReference generic = (TreeReference) group.getBind().getReference();
            if (!group.getRepeat()) {
                count(group, names, node);
                continue;
            }
            TreeElement parent = node;
            for (int step = node.getRef().size(); step < generic.size() - 1; step++) {
                parent = parent.getChild(generic.getName(step), 0);
            }
            if (!parent.isRelevant()) {
                continue;
            }
            String path = path(parent) + "/" + generic.getNameLast();
            if (group.count != null) {
                bring(group, path, parent, generic.getNameLast());
            }
            for (TreeElement row : parent.getChildrenWithName(generic.getNameLast())) {
                if (row.getMult() >= 0) {
                    count(group, names, row);
                }
            }
        }
    }

    private void bring(GroupDef group, String path, TreeElement parent, String name) throws Exception {
        TreeReference context = parent.getRef().extendRef(name, 0);
        TreeReference counted = group.getConextualizedCountReference(context);
        IAnswerData answer = form.getInstance().resolveReference(counted).getValue();
        double wanted = 0;
        try {
            wanted = answer == null ? 0 : Double.parseDouble(answer.uncast().getString());
        } catch (NumberFormatException noNumber) {
            wanted = 0;
        }
        while (parent.getChildMultiplicity(name) < (int) wanted) {
            form.createNewRepeat(index(path, parent.getChildMultiplicity(name)));
        }
        while (parent.getChildMultiplicity(name) > Math.max(0, (int) wanted)) {
            form.deleteRepeat(index(path, parent.getChildMultiplicity(name) - 1));
        }
    }

    private static String path(TreeElement node) {
        TreeReference reference = node.getRef();
        StringBuilder text = new StringBuilder();
        for (int step = 0; step < reference.size(); step++) {
            text.append('/').append(reference.getName(step));
            if (step > 0) {
                text.append('[').append(reference.getMultiplicity(step) + 1).append(']');
            }
        }
        return text.toString();
    }

    private void dump(TreeElement node, String around, boolean relevantAround) {
        if (node.getMult() < 0) {
            return;
        }
        String path = around + "/" + node.getName() + (node.isRepeatable() ? "[" + (node.getMult() + 1) + "]" : "");
        boolean relevant = relevantAround && node.isRelevant();
        IAnswerData value = node.getValue();
        if (node.getNumChildren() == 0) {
            boolean holds = true;
            if (relevant && value != null && node.getConstraint() != null) {
                holds = form.evaluateConstraint(node.getRef(), value);
            }
            Object text = value == null ? "" : serializer.serializeAnswerData(value, node.getDataType());
            String flags = bit(relevant) + bit(node.isRequired()) + bit(!node.isEnabled()) + bit(holds);
            out.print(path + flags + "\t" + written(String.valueOf(text)) + "\n");
        } else if (node.isRepeatable()) {
            out.print(path + bit(relevant) + bit(false) + bit(false) + bit(true) + "\t\n");
        }
        for (int child = 0; child < node.getNumChildren(); child++) {
            dump(node.getChildAt(child), path, relevant);
        }
    }

    private void validate() {
        ValidateOutcome outcome = form.validate();
        if (outcome != null) {
            TreeElement node = form.getInstance().resolveReference(outcome.failedPrompt.getReference());
            out.print(path(node) + "\t" + outcome.outcome + "\n");
        }
    }

    private static String bit(boolean holds) {
        return holds ? "\t1" : "\t0";
    }

    private static String written(String text) {
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String read(String text) {
        StringBuilder plain = new StringBuilder();
        for (int place = 0; place < text.length(); place++) {
            char letter = text.charAt(place);
            if (letter == '\\') {
                char next = text.charAt(++place);
                plain.append(next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                plain.append(letter);
            }
        }
        return plain.toString();
    }

    /** Files a form needs lie beside it, whatever kind it calls them. */
    private static final class Beside extends PrefixedRootFactory {
        private final File folder;

        Beside(File folder) {
            super(new String[] {"file/", "file-csv/", "images/", "audio/", "video/"});
            this.folder = folder;
        }

        @Override
        protected Reference factory(String terminal, String address) {
            return new BesideFile(new File(folder, terminal), address);
        }
    }

    private static final class BesideFile implements Reference {
        private final File file;
        private final String address;

        BesideFile(File file, String address) {
            this.file = file;
            this.address = address;
        }

        @Override
        public boolean doesBinaryExist() {
            return file.isFile();
        }

        @Override
        public InputStream getStream() throws IOException {
            return Files.newInputStream(file.toPath());
        }

        @Override
        public String getURI() {
            return address;
        }

        @Override
        public String getLocalURI() {
            return file.getPath();
        }

        @Override
        public boolean isReadOnly() {
            return true;
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            throw new IOException("read only");
        }

        @Override
        public void remove() throws IOException {
            throw new IOException("read only");
        }

        @Override
        public Reference[] probeAlternativeReferences() {
            return new Reference[0];
        }
    }
}
