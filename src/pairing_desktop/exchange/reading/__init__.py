"""Tables in files, read row by row: text, xlsx, ods, xls, JSON and data packages.  No file is ever read whole into memory
but the small old kinds, and nothing in a file is run or looked up."""
