import { Section } from '@/components/layout/page'
import { EntryStatus, EntryView } from '@/components/tester/entry-view'
import type { HistoryEntry } from '@/components/tester/tester-state'
import { Disclosure } from '@/components/ui/disclosure'
import { Time } from '@/components/ui/time'

/** What was done before, as long as this page is open. */
export function History({ entries }: { entries: HistoryEntry[] }) {
  return entries.length === 0 ? null : (
    <Section title="Earlier calls" description="Kept until you leave this page.">
      <ol className="flex flex-col gap-2">
        {entries.map((entry) => (
          <li key={entry.id}>
            <Disclosure
              summary={
                <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <span className="break-all font-mono text-table">{entry.title}</span>
                  <EntryStatus entry={entry} />
                  <span className="text-muted text-table">
                    <Time at={entry.at} />
                  </span>
                </span>
              }
            >
              <EntryView entry={entry} />
            </Disclosure>
          </li>
        ))}
      </ol>
    </Section>
  )
}
