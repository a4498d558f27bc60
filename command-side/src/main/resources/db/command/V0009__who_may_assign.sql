alter table preferences add column assignments text not null default 'anyone';
comment on column preferences.assignments is
  'Who may assign tasks to the user: anyone, contacts or nobody';
