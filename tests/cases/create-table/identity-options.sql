-- case: Options of the sequence behind an identity
-- covers: create-table/identity-options
CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 5 MINVALUE 10 MAXVALUE 1000 CACHE 4 CYCLE));
