"""Reading an annual plan as it was written: Word, Excel, delimited text, or text pasted from anywhere."""
