import { type AttentionItem, attentionItems } from '@/components/overview/attention'
import { ButtonLink, buttonClass } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Status } from '@/components/ui/status'
import type { Connection } from '@/lib/aws/connection'
import { readLooseEnds } from '@/lib/deployments/teardown/loose-ends'
import type { RuntimeSummary } from '@/lib/runtimes/model'
import { readDetails } from '@/lib/runtimes/shown'

type AttentionListProps = { connection: Connection; runtimes: RuntimeSummary[] }

/** First thing on the overview, and nothing at all when all is well. */
export async function AttentionList({ connection, runtimes }: AttentionListProps) {
  const details = await readDetails(connection, runtimes)
  const loose = await readLooseEnds(connection, runtimes, details)
  const items = attentionItems(runtimes, details, loose, Date.now())

  if (items.length === 0) {
    return runtimes.length === 0 ? null : <Status tone="success" label="Nothing needs attention" />
  }
  return (
    <section aria-labelledby="attention" className="flex flex-col gap-3">
      <h2 id="attention" className="font-semibold text-base">
        Needs attention
      </h2>
      <Card>
        <ul className="divide-y">
          {items.map((item) => (
            <Item key={item.id} item={item} />
          ))}
        </ul>
      </Card>
    </section>
  )
}

function Item({ item: { tone, title, text, action } }: { item: AttentionItem }) {
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-3">
      <div className="min-w-0 max-w-3xl">
        <h3 className="[&>span]:whitespace-normal">
          <Status tone={tone} label={title} />
        </h3>
        <p className="text-muted sm:pl-5.5">{text}</p>
      </div>
      {'href' in action ? (
        <ButtonLink size="sm" href={action.href}>
          {action.label}
        </ButtonLink>
      ) : (
        <a href={action.external} target="_blank" rel="noreferrer" className={buttonClass({ size: 'sm' })}>
          {action.label}
        </a>
      )}
    </li>
  )
}
