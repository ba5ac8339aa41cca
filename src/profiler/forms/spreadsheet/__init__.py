"""Forms as spreadsheets: XLSForm workbooks in and out."""
