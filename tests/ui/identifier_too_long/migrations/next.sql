-- revision: next
-- down_revision: init

-- +up
CREATE TABLE what_was_sent_to_the_accountant_at_the_end_of_each_quarter_of_the_year (id bigint PRIMARY KEY);

-- +down
DROP TABLE what_was_sent_to_the_accountant_at_the_end_of_each_quarter_of_the_year;
