-- case: NULL and NOT NULL contradict
-- covers: create-domain/not-null, create-domain/null
-- error: 42601
CREATE DOMAIN d AS int NOT NULL NULL;
