-- case: A schema renamed with all that is in it
-- covers: alter-schema/rename-to, alter-schema/owner-to
CREATE SCHEMA a;
CREATE TABLE a.t (x serial PRIMARY KEY);
CREATE TYPE a.e AS ENUM ('l');
CREATE TABLE u (v a.e DEFAULT 'l', w int DEFAULT nextval('a.t_x_seq') REFERENCES a.t);
ALTER SCHEMA a RENAME TO b;
ALTER SCHEMA b OWNER TO CURRENT_USER;
