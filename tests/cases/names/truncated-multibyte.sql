-- case: A cut never splits a character
-- covers: create-table/table, create-table/unique
CREATE TABLE ğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğ (üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü int UNIQUE, a int PRIMARY KEY);
CREATE TABLE "x😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀" (a int UNIQUE);
