-- case: DEFAULT NULL is kept where it is cast to a length, a precision or a domain
-- covers: create-table/default, alter-table/set-default
CREATE DOMAIN short AS varchar(5) DEFAULT NULL;
CREATE DOMAIN long AS text DEFAULT NULL;
CREATE DOMAIN of_domain AS long DEFAULT NULL;
CREATE DOMAIN prices AS numeric(4, 2)[] DEFAULT NULL;
CREATE TABLE t (
    a varchar(5) DEFAULT NULL, b char DEFAULT NULL, c numeric(5, 2) DEFAULT NULL, d timestamp(3) DEFAULT NULL,
    e timestamptz DEFAULT NULL, f interval(2) DEFAULT NULL, g interval day DEFAULT NULL, h bit(3) DEFAULT NULL,
    i varbit(4) DEFAULT NULL, j varchar(3)[] DEFAULT NULL, k text DEFAULT NULL, l varchar DEFAULT NULL,
    m "char" DEFAULT NULL, n time(0) DEFAULT NULL, o bit DEFAULT NULL, p varchar(5) DEFAULT (NULL),
    q int[] DEFAULT NULL, r interval(2)[] DEFAULT NULL, s numeric DEFAULT NULL, t short DEFAULT NULL
);
ALTER TABLE t ADD u varchar(7), ADD v text DEFAULT NULL, ADD w varchar(7) DEFAULT NULL;
ALTER TABLE t ALTER u SET DEFAULT NULL, ALTER k SET DEFAULT NULL;
ALTER TABLE t ALTER a TYPE text, ALTER w TYPE varchar(9);
ALTER DOMAIN long SET DEFAULT 'x';
ALTER DOMAIN long SET DEFAULT NULL;
