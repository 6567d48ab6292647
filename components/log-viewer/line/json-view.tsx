import type { JsonNode } from '@/components/log-viewer/line/json-model'
import { visibleText } from '@/lib/logs/spans'

const COLORS: Record<string, string> = { string: 'text-success', number: 'text-info', literal: 'text-practice' }
/** Deeper levels start closed. */
const OPEN_DEPTH = 2
const MAX_ENTRIES = 500

/** A JSON value as a tree whose objects and lists open and close. */
export function JsonView({ value, depth = 0, name }: { value: JsonNode; depth?: number; name?: string }) {
  const label = name === undefined ? null : <span className="text-muted">{`${visibleText(name)}: `}</span>

  if ('text' in value) {
    return (
      <span className="block whitespace-pre-wrap pl-4 [overflow-wrap:anywhere]">
        {label}
        <span className={COLORS[value.type]}>
          {value.type === 'string' ? `"${visibleText(value.text)}"` : value.text}
        </span>
      </span>
    )
  }
  const [open, close] = value.type === 'array' ? ['[', ']'] : ['{', '}']
  const { entries } = value

  if (entries.length === 0) {
    return (
      <span className="block pl-4">
        {label}
        {`${open}${close}`}
      </span>
    )
  }
  return (
    <details open={depth < OPEN_DEPTH} className="pl-4">
      <summary className="rounded">
        {label}
        <span className="text-muted">{`${open} ${entries.length} ${close}`}</span>
      </summary>
      {entries.slice(0, MAX_ENTRIES).map(([key, child]) => (
        <JsonView key={key} name={key} value={child} depth={depth + 1} />
      ))}
      {entries.length > MAX_ENTRIES ? (
        <span className="block pl-4 text-muted">{`${entries.length - MAX_ENTRIES} more`}</span>
      ) : null}
    </details>
  )
}
