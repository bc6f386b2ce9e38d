-- case: An aggregate without STYPE, whose name is in quotes
-- error: 42P13
CREATE AGGREGATE total(int) ("Sfunc" = int4pl, "Stype" = int);
