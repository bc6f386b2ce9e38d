-- case: Plain names are folded, quoted ones are not
-- covers: create-table/table, create-table/column
CREATE TABLE FooBar (Id INT, "Id" text, "select" int, "with space" int, "quo""te" int, "1st" int);
CREATE TABLE "FooBar" (ID int, CONSTRAINT Mixed CHECK (ID > 0), CONSTRAINT "Mixed" CHECK (ID > 1));
CREATE INDEX ON "FooBar" (ID);
CREATE INDEX ON foobar ("Id", "with space");
