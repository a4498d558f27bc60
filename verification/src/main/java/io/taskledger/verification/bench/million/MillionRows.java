package io.taskledger.verification.bench.million;

import io.taskledger.verification.bench.load.Person;
import io.taskledger.verification.bench.system.LocalSystem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/**
 * Fills the views with SQL: a million tasks of 991 people, of which every hundredth is one person's
 * (so each of these lies on a page of its own, which is the worst case; a rebuild puts them
 * together), and a million events. A few words are in most texts and most words in few, as in a
 * language; {@code quartz} is in a third of the tasks of all others and in five of that person. A
 * hundred of the others' tasks are assigned to that person.
 */
record MillionRows(LocalSystem system) {
  private static final List<String> TOGETHER =
      List.of(
          "cluster task_list_1.task using task_of_owner",
          "vacuum analyze task_list_1.task",
          "checkpoint");

  private static final List<String> STATEMENTS =
      List.of(
          "set search_path = projections, bench_words, public",
          "create schema if not exists bench_words",
          """
          create table bench_words.word as
          select n, case when n <= 10
            then (array['report', 'budget', 'meeting', 'reviewing', 'draft', 'invoice', 'customer', 'deadline',
              'planning', 'release'])[n]
            else translate(substr(md5(n::text), 1, 7), '0123456789', 'ghijklmnop') end as word
          from generate_series(1, 5000) n
          """,
          """
          create table bench_words.part as
          select part, string_agg(word, ' ') as words
          from (select part, floor(5000 ^ random())::int as n
            from generate_series(0, 19999) part, generate_series(1, 6)) pick join word using (n)
          group by part
          """,
          """
          insert into task (task_id, user_id, title, description, priority, status, due_date, time_zone, tags,
            assignee_id, reminders, created_at, updated_at, deleted_at, version)
          select gen_random_uuid(), case when mine then cast('%1$s' as uuid) else md5(person::text)::uuid end,
            t.words, concat_ws(' ', a.words, b.words, c.words, d.words,
              case when not mine and i %% 3 = 0 or i %% 200000 = 1 then 'quartz' end),
            floor(random() * 4), (array['pending', 'in-progress', 'completed'])[1 + floor(random() * 3)::int],
            case when random() < .7 then now() + (random() * 200 - 100) * interval '1 day' end, 'Europe/Berlin',
            array['work', case when i %% 5000 = 1 then 'seldom' else 'home' end],
            case when i %% 10000 = 2 then cast('%1$s' as uuid) end, '{}', now() - random() * interval '365 days',
            now() - random() * interval '100 days', case when random() < .03 then now() end, 1
          from (select i, i %% 100 = 1 as mine, i * 7919 %% 990 as person from generate_series(1, 1000000::bigint) i) s
          join part t on t.part = i * 7919 %% 20000
          join part a on a.part = (i * 104729 + i / 20000) %% 20000
          join part b on b.part = (i * 1299709 + i / 7) %% 20000
          join part c on c.part = (i * 15485863 + i / 3) %% 20000
          join part d on d.part = (i * 32452843 + i / 11) %% 20000
          order by i
          """,
          """
          insert into audit_event (event_id, position, topic, event_type, revision, stream_id, version, at, user_id,
            actor, actor_kind, correlation_id, payload)
          select gen_random_uuid(), i, 'task.updated', case when i < 1000 then 'UserRegistered'
              when i %% 50 = 0 then 'NotificationSent' when i %% 1000 = 7 then 'TaskRestored' else 'TaskUpdated' end,
            '1', md5((i / 5)::text)::uuid, i %% 5,
            timestamptz '2026-01-01Z' + i * interval '10 s', md5((i %% 991)::text)::uuid,
            case when i %% 10 = 1 then cast('%1$s' as uuid) else md5((i %% 991)::text)::uuid end, 'user', 'bench',
            jsonb_build_object('text', repeat('x', 400))
          from generate_series(1, 1000000) i
          """,
          "vacuum analyze task_list_1.task",
          "vacuum analyze audit_trail_1.audit_event",
          "checkpoint");

  /** Fills them; takes about a minute and a half. */
  void load(Person person) throws SQLException {
    execute(
        STATEMENTS.stream()
            .map(sql -> sql.contains("%1$s") ? sql.formatted(person.userId()) : sql)
            .toList());
  }

  /** Has the tasks of each person lie together, as a rebuild writes them. */
  void putTogether() throws SQLException {
    execute(TOGETHER);
  }

  private void execute(List<String> statements) throws SQLException {
    try (Connection connection = system.database();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** One of the person's tasks. */
  String taskOf(Person person) throws SQLException {
    try (Connection connection = system.database();
        PreparedStatement select =
            connection.prepareStatement(
                "select task_id from projections.task where user_id = ? limit 1")) {
      select.setObject(1, UUID.fromString(person.userId()));
      try (ResultSet found = select.executeQuery()) {
        found.next();
        return found.getString(1);
      }
    }
  }
}
