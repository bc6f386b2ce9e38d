-- case: Functions in FROM
-- covers: create-view/view
CREATE VIEW v1 AS SELECT g FROM generate_series(1, 3) AS g;
CREATE VIEW v2 AS SELECT x.a, x.b FROM (VALUES (1, 'x'), (2, 'y')) AS x (a, b);
CREATE VIEW v3 AS SELECT * FROM unnest(ARRAY[1, 2]) WITH ORDINALITY AS u (v, n);
