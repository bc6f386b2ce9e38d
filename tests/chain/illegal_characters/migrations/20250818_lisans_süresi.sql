-- revision: 20250818_lisans_süresi
-- down_revision: 20250818_Upper
-- +up
CREATE TABLE g (id bigint PRIMARY KEY);
-- +down
DROP TABLE g;
