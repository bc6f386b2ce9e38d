-- case: But with a schema it can
-- covers: set/search-path
SET search_path = '';
CREATE TABLE public.t (a int, b text, c numeric(5,2) DEFAULT 1.5);
CREATE INDEX ON public.t (a);
