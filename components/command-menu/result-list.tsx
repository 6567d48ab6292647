import { Command } from 'cmdk'
import type { Entry } from '@/components/command-menu/entries'
import type { Found } from '@/components/command-menu/ranking'

type ResultListProps = { found: Found[]; isReading: boolean; onChoose: (entry: Entry) => void }

/** The rows by group. A list may hold nothing but rows, so what says that there are none stands above it. */
export function ResultList({ found, isReading, onChoose }: ResultListProps) {
  return (
    <>
      {found.length === 0 ? (
        <p className="px-4 pt-6 pb-3 text-center text-muted">
          {isReading ? 'Looking in AWS…' : 'Nothing by that name.'}
        </p>
      ) : null}
      <Command.List
        label="What was found"
        className="max-h-[min(26rem,55dvh)] overflow-y-auto overscroll-contain p-1.5"
      >
        {found.map(({ group, entries, more }) => (
          <Command.Group
            key={group}
            heading={more > 0 ? `${group}, ${more.toLocaleString('en')} more` : group}
            className={GROUP_CLASS}
          >
            {entries.map((entry) => (
              <Command.Item
                key={entry.key}
                value={entry.key}
                onSelect={() => onChoose(entry)}
                className="flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-3 py-1 data-[selected=true]:bg-accent-soft max-sm:min-h-11"
              >
                <span className="min-w-0 flex-1 break-words">{entry.label}</span>
                <span className="max-w-[45%] shrink-0 truncate text-muted text-xs">{entry.kind}</span>
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </>
  )
}

const GROUP_CLASS =
  '[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs'
