-- CreateEnum
CREATE TYPE "Mood" AS ENUM ('LOW', 'HIGH');

-- CreateTable
CREATE TABLE "User" (
    "id" SERIAL NOT NULL,
    "mood" "Mood" NOT NULL DEFAULT 'LOW',

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.id := NEW.id; RETURN NEW;
END;
$$;
