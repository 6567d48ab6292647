import { summaryRows } from '@/components/setup/review/summary-rows'
import type { SetupValues } from '@/lib/deployments/setup/form-fields'

/** The running summary: what will exist at the end, by the names that AWS will show. */
export function Summary({ values }: { values: SetupValues }) {
  return (
    <aside aria-label="What will exist" className="hidden xl:block">
      <div className="sticky top-16 flex flex-col gap-3 rounded-lg border bg-surface p-4 text-table">
        <h2 className="font-medium text-sm">What will exist</h2>
        <dl className="flex flex-col gap-2.5">
          {summaryRows(values).map(([term, text]) => (
            <div key={term}>
              <dt className="text-muted">{term}</dt>
              <dd className="break-words font-mono">{text}</dd>
            </div>
          ))}
        </dl>
      </div>
    </aside>
  )
}
