-- case: The sequence's name may be given
-- covers: create-table/identity-options
CREATE SCHEMA s;
CREATE TABLE s.t (a int GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME s.my_counter START 7));
