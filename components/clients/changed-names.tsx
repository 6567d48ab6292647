import { Notice } from '@/components/feedback/notice'

type ChangedNamesProps = { title: string; names: string[]; isCode?: boolean }

/** What to look at before a file is changed, by name; nothing where there is nothing. */
export function ChangedNames({ title, names, isCode = false }: ChangedNamesProps) {
  return names.length > 0 ? (
    <Notice tone="warning" live="status" title={title}>
      <ul className="flex list-disc flex-col gap-1 pl-5">
        {names.map((name) => (
          <li key={name} className="break-words">
            {isCode ? <code>{name}</code> : name}
          </li>
        ))}
      </ul>
    </Notice>
  ) : null
}
