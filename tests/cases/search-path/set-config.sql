-- case: The form that pg_dump writes
-- covers: set/search-path
SELECT pg_catalog.set_config('search_path', '', false);
CREATE TYPE public.e AS ENUM ('x');
CREATE TABLE public.t (a public.e DEFAULT 'x'::public.e, b integer NOT NULL);
CREATE SEQUENCE public.s START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1;
ALTER SEQUENCE public.s OWNED BY public.t.b;
ALTER TABLE ONLY public.t ALTER COLUMN b SET DEFAULT nextval('public.s'::regclass);
ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (b);
