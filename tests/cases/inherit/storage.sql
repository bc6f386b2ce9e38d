-- case: STORAGE and COMPRESSION of parents, children and copies
-- covers: create-table/like, create-table/like-including-storage, create-table/like-including-compression
CREATE TABLE p (a text, b text COMPRESSION pglz, n numeric);
ALTER TABLE p ALTER a SET STORAGE main, ALTER n SET STORAGE main;
CREATE TABLE l (LIKE p INCLUDING STORAGE INCLUDING COMPRESSION);
CREATE TABLE d () INHERITS (p, l);
CREATE TABLE plain (a text, b text, n numeric);
ALTER TABLE plain ALTER a SET STORAGE main;
CREATE TABLE e (b text) INHERITS (p, plain);
ALTER TABLE p ALTER n SET STORAGE external;
ALTER TABLE ONLY plain ALTER n SET STORAGE external;
CREATE TABLE f () INHERITS (e, plain);
CREATE TABLE g (a text);
ALTER TABLE g ALTER a SET STORAGE main;
ALTER TABLE g ALTER a TYPE varchar;
CREATE TABLE h (a varchar);
CREATE TABLE i () INHERITS (g, h);
