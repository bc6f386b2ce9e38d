-- case: The same with an exception handler
-- covers: do/do, create-type/enum
CREATE TYPE mood AS ENUM ('sad');
DO $$ BEGIN
    CREATE TYPE mood AS ENUM ('other');
EXCEPTION
    WHEN duplicate_object THEN NULL;
END $$;
DO $$ BEGIN
    CREATE TYPE fresh AS ENUM ('a');
EXCEPTION WHEN duplicate_object THEN null;
END $$;
