-- How texts are searched. One function cuts texts into words, those of tasks and those that are looked for, so that the
-- two cannot differ. Names are qualified: a restore has an empty search_path.

-- Letters and digits, separated by blanks, in one case, without accents and invisible characters. An e-mail address, a
-- number with hyphens or PROJ-4711 is several words. Chinese, Japanese, Thai, Lao, Burmese and Khmer put no blanks between
-- words: of those scripts, each two neighbouring characters are a word, and the last one of a run, so that every character
-- begins one.
create function search_words(words text) returns text
  language plpgsql immutable strict parallel safe
as $$
declare
  unspaced constant text :=
    '\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff';
begin
  if octet_length(words) = length(words) then
    return lower(regexp_replace(words, '[^A-Za-z0-9]+', ' ', 'g'));
  end if;
  words := translate(casefold(words collate pg_unicode_fast),
    E'\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff', '');
  -- Takes accents off their letters, and puts Korean syllables together again.
  words := normalize(regexp_replace(normalize(words, nfkd), '[\u0300-\u036f]', '', 'g'), nfc);
  words := regexp_replace(words collate pg_unicode_fast, '[^[:alnum:]]+', ' ', 'g');
  if words ~ ('[' || unspaced || ']') then
    words := (
      select string_agg(case when part[1] ~ ('^[' || unspaced || ']')
          then ' ' || (select string_agg(substr(part[1], i, 2), ' ' order by i) from generate_series(1, length(part[1])) as i) || ' '
          else part[1] end, '' order by place)
      from regexp_matches(words, '[' || unspaced || ']+|[^' || unspaced || ']+', 'g') with ordinality as parts (part, place));
  end if;
  return words;
end
$$;

-- Stems, and in weight D all words as they are written: 'reportin' is no beginning of the stem 'report', and stop words
-- have no stem.
create function search_vector(title text, tags text[], description text) returns tsvector
  language plpgsql immutable parallel safe
as $$
declare
  important constant text := ${flyway:defaultSchema}.search_words(title || ' ' || array_to_string(tags, ' '));
  rest constant text := coalesce(${flyway:defaultSchema}.search_words(description), '');
begin
  return setweight(to_tsvector('pg_catalog.english'::regconfig, important), 'A')
    || setweight(to_tsvector('pg_catalog.english'::regconfig, rest), 'B')
    || setweight(to_tsvector('pg_catalog.simple'::regconfig, important || ' ' || rest), 'D');
end
$$;

-- The words of one term next to each other, as they are written or by their stems.
--   unfinished: whether the last word may go on
create function search_term(words text[], unfinished boolean) returns tsquery
  language sql immutable strict parallel safe
  return (
    select phraseto_tsquery('pg_catalog.english'::regconfig, array_to_string(words, ' '))
      || cast(string_agg(
        '''' || word || '''' || case when place = cardinality(words)
          and (unfinished or word ~ '^[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]$')
          then ':*' else '' end,
        ' <-> ' order by place) as tsquery)
    from unnest(words) with ordinality as each (word, place));

-- The words of a term of a search, at most 40.
create function sought_words(term text) returns text[]
  language sql immutable strict parallel safe
  return (
    select case
        -- The last pair has the last character of a run already.
        when length(words[size]) = 1 and length(words[size - 1]) = 2 and right(words[size - 1], 1) = words[size]
          and words[size] ~ '^[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]$'
        then words[1 : least(size - 1, 40)]
        else words[1 : 40] end
    from (select array_remove(string_to_array(search_words(term), ' '), '') as words) as cut,
      lateral (select cardinality(words) as size) as counted
    where words <> '{}');

-- A search as queries.
--   terms: words or phrases
--   operators: for each term and, or, not, or not; 'or' begins an alternative to all terms before it
--   unfinished: whether the last word of the last term may go on
-- Gives what a task has to match, and its wanted terms as alternatives, for the rank: with and without what may go on.
-- Stop words are looked for only if there is nothing else.
create function search_query(terms text[], operators text[], unfinished boolean,
    out matching tsquery, out wanted tsquery, out wanted_finished tsquery)
  language plpgsql immutable parallel safe
as $$
declare
  query tsquery;
  alternative tsquery;
  words text[];
  only_stop_words boolean;
begin
  matching := '';
  wanted := '';
  wanted_finished := '';
  alternative := '';
  select coalesce(bool_and(numnode(phraseto_tsquery('pg_catalog.english'::regconfig, array_to_string(${flyway:defaultSchema}.sought_words(term), ' '))) = 0), true)
    into only_stop_words
    from unnest(terms) as term where ${flyway:defaultSchema}.sought_words(term) is not null;
  for i in 1 .. cardinality(terms) loop
    if operators[i] in ('or', 'or not') then
      matching := matching || alternative;
      alternative := '';
    end if;
    words := ${flyway:defaultSchema}.sought_words(terms[i]);
    if words is null or not only_stop_words
        and numnode(phraseto_tsquery('pg_catalog.english'::regconfig, array_to_string(words, ' '))) = 0 then
      continue;
    end if;
    query := ${flyway:defaultSchema}.search_term(words, unfinished and i = cardinality(terms));
    if operators[i] in ('not', 'or not') then
      alternative := alternative && !!query;
    else
      alternative := alternative && query;
      wanted := wanted || query;
      wanted_finished := wanted_finished || ${flyway:defaultSchema}.search_term(words, false);
    end if;
  end loop;
  matching := matching || alternative;
end
$$;
