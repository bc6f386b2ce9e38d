-- case: Options in any order
-- covers: create-sequence/as, create-sequence/increment, create-sequence/minvalue, create-sequence/maxvalue, create-sequence/no-minvalue, create-sequence/no-maxvalue, create-sequence/cycle, create-sequence/start, create-sequence/cache
CREATE SEQUENCE a AS smallint;
CREATE SEQUENCE b AS integer INCREMENT BY 2 MINVALUE 10 MAXVALUE 100 START WITH 12 CACHE 5 CYCLE;
CREATE SEQUENCE c START 5 INCREMENT 3;
CREATE SEQUENCE d CACHE 2 NO CYCLE NO MINVALUE NO MAXVALUE START WITH 3;
CREATE SEQUENCE e INCREMENT -1;
CREATE SEQUENCE f INCREMENT BY -5 AS smallint MINVALUE -1000;
CREATE SEQUENCE g AS bigint MAXVALUE 9223372036854775807;
CREATE SEQUENCE h INCREMENT -1 MAXVALUE 100 MINVALUE -100;
