-- case: Bit strings
-- covers: create-table/column
CREATE TABLE t (a bit, b bit(3), c bit varying, d bit varying(7), e varbit, f varbit(9));
