-- revision: 20250818:colon
-- down_revision: 20250818_lisans_süresi
-- +up
CREATE TABLE h (id int);
-- +down
DROP TABLE h;
