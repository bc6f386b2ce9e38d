-- case: the limits of a new type do not ask for the direction

CREATE SEQUENCE down AS smallint INCREMENT -1 MINVALUE -32768;
ALTER SEQUENCE down AS int;
CREATE SEQUENCE up AS smallint MINVALUE -32768 START 1;
ALTER SEQUENCE up AS bigint;
CREATE SEQUENCE wide AS int INCREMENT -1 MAXVALUE 2147483647 START 1;
ALTER SEQUENCE wide AS smallint;
