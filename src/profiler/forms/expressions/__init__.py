"""The expression language: one for form logic, routing, sheets and figures."""
