-- case: GLOBAL and LOCAL are noise
-- covers: create-table/temporary
CREATE LOCAL TEMPORARY TABLE t1 (a int);
CREATE LOCAL TEMP TABLE t2 (a int);
