import type { ReactNode } from 'react'

export type Definition = { term: ReactNode; value: ReactNode; key?: string }

/** Facts as term and value, two columns where there is room. */
export function DefinitionList({ items }: { items: Definition[] }) {
  return (
    <dl className="grid grid-cols-1 gap-y-3 sm:grid-cols-[minmax(8rem,12rem)_minmax(0,1fr)] sm:gap-x-6 sm:gap-y-2">
      {items.map(({ term, value, key }, index) => (
        <div key={key ?? index} className="sm:col-span-2 sm:grid sm:grid-cols-subgrid sm:items-baseline">
          <dt className="text-muted">{term}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
