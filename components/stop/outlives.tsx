import { FailureNotice } from '@/components/feedback/failure-notice'
import { Section } from '@/components/layout/page'
import { Time } from '@/components/ui/time'
import type { Connection } from '@/lib/aws/connection'
import { type OutlivingList, whatOutlives } from '@/lib/stop/outlives'

/** What the role made in the last day and a stop doesn't end: CloudTrail says it, and takes its time. */
export async function Outlives({ connection, roleArn }: { connection: Connection; roleArn: string }) {
  const found = await whatOutlives(connection, roleArn)

  return (
    <Section
      title="What outlives the stop"
      description="What the role made or took in the last day and goes on without it."
    >
      {found.ok ? <Found list={found.data} /> : <FailureNotice failure={found.error} />}
    </Section>
  )
}

function Found({ list: { items, through, isCut } }: { list: OutlivingList }) {
  return (
    <div className="flex flex-col gap-3">
      {items.length === 0 ? (
        <p>CloudTrail shows nothing.</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {items.map((item) => (
            <li key={`${item.at} ${item.what} ${item.name}`} className="flex flex-wrap gap-x-3">
              <span>{item.what}</span>
              {item.href ? (
                <a
                  href={item.href}
                  target="_blank"
                  rel="noreferrer"
                  className="break-all font-mono text-accent text-table underline underline-offset-4"
                >
                  {item.name}
                </a>
              ) : (
                <span className="break-all font-mono text-table">{item.name}</span>
              )}
              <span className="text-muted">
                {item.region}, <Time at={item.at} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="text-muted text-table">
        Complete through <Time at={through} />: an event may take 15 minutes until it can be looked up. In regions other
        than this one nothing was looked for. Data that was copied or sent leaves no such trace.
        {isCut ? ' Of some kinds there is more than the newest 50.' : ''}
      </p>
    </div>
  )
}
