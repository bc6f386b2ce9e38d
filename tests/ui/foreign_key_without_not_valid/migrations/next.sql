-- revision: next
-- down_revision: init

-- +up
ALTER TABLE notes
    ADD CONSTRAINT notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users ON DELETE CASCADE;

-- +down
ALTER TABLE notes DROP CONSTRAINT notes_user_id_fkey;
