-- case: Queries that name themselves where they can
-- covers: create-view/view
CREATE TABLE node (id int PRIMARY KEY, parent int);
CREATE VIEW in_parentheses AS
    WITH RECURSIVE up(id) AS ((SELECT 1 UNION ALL SELECT n.parent FROM node n JOIN up ON n.id = up.id WHERE n.id IN (SELECT id FROM node)))
    SELECT id FROM up;
CREATE VIEW left_of_outer AS
    WITH RECURSIVE up(id) AS (SELECT 1 UNION SELECT n.parent FROM up LEFT JOIN node n ON n.id = up.id)
    SELECT id FROM up ORDER BY id LIMIT 3;
CREATE VIEW left_of_except AS
    WITH RECURSIVE up(id) AS (SELECT 1 UNION (SELECT id + 1 FROM up WHERE id < 5 EXCEPT SELECT 3))
    SELECT id FROM up;
CREATE VIEW intersected AS
    WITH RECURSIVE up(id) AS (VALUES (1) UNION ALL (SELECT id + 1 FROM up WHERE id < 5 INTERSECT SELECT id FROM node))
    SELECT id FROM up;
CREATE VIEW in_from AS
    WITH RECURSIVE up(id) AS (SELECT 1 UNION ALL SELECT s.id FROM (SELECT id + 1 AS id FROM up) s WHERE s.id < 5)
    SELECT a.id FROM up a JOIN up b ON a.id = b.id;
CREATE VIEW behind AS
    WITH RECURSIVE one(id) AS (SELECT id FROM two), two(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM two WHERE id < 5)
    SELECT id FROM one;
CREATE VIEW hidden AS
    WITH RECURSIVE up(id) AS (SELECT 1 UNION ALL SELECT 2 WHERE EXISTS (WITH up AS (SELECT 1) SELECT FROM up))
    SELECT id FROM up;
CREATE VIEW walk AS
    WITH RECURSIVE up(id, parent) AS (SELECT id, parent FROM node UNION ALL SELECT n.id, n.parent FROM node n JOIN up ON n.id = up.parent)
        SEARCH DEPTH FIRST BY id, parent SET path
        CYCLE id SET is_cycle USING seen
    SELECT id FROM up;
