-- case: Options altered
-- covers: alter-sequence/if-exists, alter-sequence/as, alter-sequence/increment, alter-sequence/minvalue, alter-sequence/maxvalue, alter-sequence/cycle, alter-sequence/start, alter-sequence/restart, alter-sequence/cache, alter-sequence/owner-to
CREATE SEQUENCE s;
ALTER SEQUENCE s INCREMENT BY 3 MINVALUE 1 MAXVALUE 5000 START WITH 7 CACHE 2 CYCLE;
ALTER SEQUENCE s AS integer NO CYCLE;
ALTER SEQUENCE s NO MAXVALUE NO MINVALUE;
ALTER SEQUENCE s RESTART;
ALTER SEQUENCE s RESTART WITH 100;
ALTER SEQUENCE s OWNER TO CURRENT_USER;
ALTER SEQUENCE IF EXISTS nosuch RESTART;
