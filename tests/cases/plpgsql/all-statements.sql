-- case: Every statement of PL/pgSQL in its forms
-- covers: create-function/as
CREATE TABLE invoices (id integer PRIMARY KEY, total numeric, note text);
CREATE TYPE pair AS (a integer, b text);
CREATE FUNCTION work(INOUT first integer, second invoices, VARIADIC rest integer[] DEFAULT '{}')
LANGUAGE plpgsql AS $body$
#variable_conflict use_column
<<whole>>
DECLARE
  n integer := 1;
  m CONSTANT text NOT NULL DEFAULT 'x';
  r record;
  row invoices%ROWTYPE;
  net invoices.total%TYPE = 0;
  other n%TYPE;
  p pair;
  list integer[] := ARRAY[1, 2];
  grid text[][];
  c CURSOR FOR SELECT id FROM invoices;
  d NO SCROLL CURSOR (low integer, high integer) IS SELECT id FROM invoices WHERE id BETWEEN low AND high;
  e refcursor;
  t timestamp with time zone;
  v character varying(20) COLLATE "C" := 'a';
  alias_of ALIAS FOR first;
  "select" integer;
  second_alias ALIAS FOR $2;
  comment text;
  return_value integer;
BEGIN
  n := n + 1;
  n = 2;
  whole.n := 3;
  list[1] := 4;
  list[1:2] := ARRAY[5, 6];
  grid[1][2] := 'a';
  p.a := 1;
  row.total := 2;
  work.first := 3;
  $1 := 4;
  comment := 'a';
  "select" := 1;
  n := count(*) FROM invoices WHERE id > 1;
  n := (SELECT max(id) FROM invoices);
  n := CASE WHEN n > 1 THEN 2 ELSE 3 END;
  SELECT id, total INTO STRICT n, net FROM invoices;
  SELECT INTO r * FROM invoices;
  SELECT * INTO row FROM invoices LIMIT 1;
  INSERT INTO invoices (id) VALUES (1) RETURNING id INTO n;
  UPDATE invoices SET total = 1 RETURNING total INTO p.a;
  DELETE FROM invoices WHERE id = n;
  WITH new AS (INSERT INTO invoices VALUES (2, 3) RETURNING id) SELECT id INTO n FROM new;
  PERFORM count(*) FROM invoices;
  PERFORM 1 UNION SELECT 2;
  EXECUTE 'SELECT 1';
  EXECUTE format('SELECT %s', n) INTO n;
  EXECUTE 'SELECT $1' INTO STRICT n USING 1;
  EXECUTE 'SELECT $1, $2' USING n, list[1] INTO r;
  GET DIAGNOSTICS n = ROW_COUNT;
  GET CURRENT DIAGNOSTICS n := ROW_COUNT, comment = PG_CONTEXT;
  IF n > 1 AND (CASE WHEN true THEN true END) THEN
    NULL;
  ELSIF n IN (1, 2) THEN
    RETURN;
  ELSEIF found THEN
    RAISE NOTICE 'found';
  ELSE
    n := 4;
  END IF;
  CASE n WHEN 1, 2 THEN NULL; WHEN 3 THEN n := 1; ELSE NULL; END CASE;
  CASE WHEN n = 1 THEN n := 2; ELSE END CASE;
  <<outer_loop>>
  LOOP
    EXIT outer_loop WHEN n > 1;
    CONTINUE WHEN n = 0;
    EXIT;
  END LOOP outer_loop;
  WHILE n > 1 LOOP
    n := n - 1;
  END LOOP;
  FOR i IN 1..10 LOOP
    PERFORM i;
  END LOOP;
  FOR i IN REVERSE 10 .. 1 BY 2 LOOP
    PERFORM i;
  END LOOP;
  FOR r IN SELECT * FROM invoices LOOP
    n := r.id;
  END LOOP;
  FOR n, net IN SELECT id, total FROM invoices LOOP
    NULL;
  END LOOP;
  FOR row IN UPDATE invoices SET total = 2 RETURNING * LOOP
    NULL;
  END LOOP;
  FOR r IN EXECUTE 'SELECT 1' USING 1, 2 LOOP
    NULL;
  END LOOP;
  FOR one IN c LOOP
    n := one.id;
  END LOOP;
  FOR one IN d(1, high := 2) LOOP
    n := one.id;
  END LOOP;
  FOREACH n IN ARRAY list LOOP
    NULL;
  END LOOP;
  FOREACH list SLICE 1 IN ARRAY ARRAY[[1, 2], [3, 4]] LOOP
    NULL;
  END LOOP;
  OPEN c;
  FETCH c INTO n;
  FETCH NEXT FROM c INTO n;
  FETCH RELATIVE -1 FROM c INTO n;
  MOVE FORWARD 2 FROM c;
  MOVE c;
  CLOSE c;
  OPEN e FOR SELECT 1;
  OPEN e NO SCROLL FOR SELECT 2;
  OPEN e FOR EXECUTE 'SELECT $1' USING 1;
  FETCH LAST IN e INTO r;
  CLOSE e;
  RAISE NOTICE 'a % b %%', n;
  RAISE WARNING USING MESSAGE = 'a', HINT = 'b';
  RAISE EXCEPTION 'no %', n USING ERRCODE = 'unique_violation', DETAIL = 'd';
  RAISE division_by_zero;
  RAISE SQLSTATE '22012' USING MESSAGE = 'a';
  ASSERT n > 1, 'n is too small';
  ASSERT n > 1;
  CALL whatever(n);
  CREATE TEMPORARY TABLE scratch (a integer);
  LOCK TABLE invoices IN EXCLUSIVE MODE;
  SET LOCAL work_mem = '4MB';
  DO $do$ BEGIN nosuch := 1; END $do$;
  COMMIT;
  ROLLBACK AND NO CHAIN;
  <<inner_block>>
  DECLARE
    n text;
  BEGIN
    n := 'a';
    whole.n := 2;
    EXIT inner_block WHEN true;
  EXCEPTION
    WHEN unique_violation OR SQLSTATE '23503' THEN
      GET STACKED DIAGNOSTICS n = MESSAGE_TEXT, comment = RETURNED_SQLSTATE;
      RAISE;
    WHEN others THEN
      n := sqlerrm || sqlstate;
  END inner_block;
END whole;
$body$;
CREATE FUNCTION guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.total := coalesce(NEW.total, 0);
    new."note" = TG_ARGV[0];
    RETURN NEW;
  END IF;
  OLD.total = 1;
  RETURN OLD;
END
$$;
CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE
  r record;
BEGIN
  FOR r IN SELECT * FROM pg_event_trigger_ddl_commands() LOOP
    RAISE NOTICE '% %', tg_tag, r.object_identity;
  END LOOP;
  RETURN;
END;
$$;
CREATE FUNCTION several(a integer) RETURNS TABLE (id integer, total numeric) LANGUAGE plpgsql AS $$
BEGIN
  several.id := 1;
  RETURN NEXT;
  RETURN QUERY SELECT 1, 2.0;
  RETURN QUERY EXECUTE 'SELECT $1, 2.0' USING a, 1;
  RETURN;
END
$$;
CREATE FUNCTION one_by_one() RETURNS SETOF integer LANGUAGE plpgsql AS $$
BEGIN
  RETURN NEXT 1;
END
$$;
CREATE PROCEDURE nothing() LANGUAGE plpgsql AS 'BEGIN END';
CREATE FUNCTION larger(a anyelement, b anyelement) RETURNS anyelement LANGUAGE plpgsql AS $$
DECLARE
  result a%TYPE;
BEGIN
  result := greatest(a, b);
  RETURN result;
END
$$;
