/** Values of fields as people read them: in histories, in differences, before an undo. */
import { exact, reminder, rule, shortly } from '../lib/dates';
import { t, tOf } from '../lib/i18n';

export function valueText(field: string, value: unknown, nameOf: (id: string) => string | undefined): string {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) {
    return t('history.empty');
  }
  switch (field) {
    case 'priority':
      return tOf('priority', String(value));
    case 'status':
      return tOf('status', String(value));
    case 'dueDate':
    case 'completedAt':
    case 'deletedAt':
      return shortly(String(value));
    case 'recurrence':
      return rule(String(value));
    case 'reminders':
      return (value as string[]).map(reminder).join(', ');
    case 'tags':
      return (value as string[]).join(', ');
    case 'assigneeId':
      return nameOf(String(value)) ?? t('history.somebody');
    default:
      return String(value);
  }
}

export function ChangeLine({
  field,
  from,
  to,
  nameOf,
}: {
  field: string;
  from: unknown;
  to: unknown;
  nameOf: (id: string) => string | undefined;
}) {
  const hover = field === 'dueDate' && to ? exact(String(to)) : undefined;
  return (
    <li className="change" title={hover}>
      <span className="change-field">{tOf('field', field)}</span>
      <del dir="auto">{valueText(field, from, nameOf)}</del>
      <span aria-hidden="true">→</span>
      <ins dir="auto">{valueText(field, to, nameOf)}</ins>
    </li>
  );
}
