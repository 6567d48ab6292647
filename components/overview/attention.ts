import type { Route } from 'next'
import type { Tone } from '@/components/ui/tone'
import { endOfLifeOf } from '@/lib/deployments/check/end-of-life'
import type { Leftover, LooseEnds, Unfinished } from '@/lib/deployments/teardown/loose-ends'
import { daysUntil } from '@/lib/format/time'
import { routes } from '@/lib/routes'
import type { RuntimeDetail, RuntimeSummary } from '@/lib/runtimes/model'

const SUCCESSOR_DOCS = 'https://docs.aws.amazon.com/aws-mcp/'

export type AttentionItem = {
  id: string
  tone: Tone
  title: string
  text: string
  action: { label: string; href: Route } | { label: string; external: string }
}

/** What a person should look at, worst first. `details` holds those runtimes whose details were read; `now` in milliseconds. */
export function attentionItems(
  runtimes: RuntimeSummary[],
  details: RuntimeDetail[],
  loose: LooseEnds,
  now: number,
): AttentionItem[] {
  return [
    ...runtimes.filter(({ status }) => status.endsWith('_FAILED')).map((runtime) => failed(runtime, details)),
    ...details.filter(({ status, mmdsV2 }) => status === 'READY' && !mmdsV2).map(withoutMetadataV2),
    ...loose.unfinished.map(unfinished),
    ...loose.leftovers.map(leftover),
    ...details
      .flatMap(({ image }) => endOfLifeOf(image) ?? [])
      .slice(0, 1)
      .map((day) => endOfLife(daysUntil(day, now))),
  ]
}

function failed({ id, name, status }: RuntimeSummary, details: RuntimeDetail[]): AttentionItem {
  const reason = details.find((detail) => detail.id === id)?.failureReason
  const verb = FAILED_VERBS[status] ?? 'changed'

  return {
    id: `failed-${id}`,
    tone: 'danger',
    title: `${name} could not be ${verb}`,
    text: reason ?? 'AWS gives the reason on its page.',
    action: { label: 'See why', href: routes.runtime(id) },
  }
}

const FAILED_VERBS: Record<string, string> = {
  CREATE_FAILED: 'created',
  UPDATE_FAILED: 'updated',
  DELETE_FAILED: 'deleted',
}

function withoutMetadataV2({ id, name }: RuntimeDetail): AttentionItem {
  return {
    id: `mmds-${id}`,
    tone: 'warning',
    title: `${name} does not require MMDSv2`,
    text: 'AWS refuses calls to such a runtime. One update fixes it.',
    action: { label: 'Fix it', href: routes.runtimeTab(id, 'settings') },
  }
}

function unfinished({ id, name, missing }: Unfinished): AttentionItem {
  return {
    id: `unfinished-${id}`,
    tone: 'warning',
    title: `${name} lacks ${missing.join(' and ')}`,
    text: 'The launch was interrupted, or somebody removed a part since. Launching again makes just what is missing.',
    action: { label: 'Finish the launch', href: routes.setup({ step: 'review', from: id }) },
  }
}

function leftover({ deployment, parts }: Leftover): AttentionItem {
  return {
    id: `leftover-${deployment}`,
    tone: 'warning',
    title: `Parts of ${deployment} are left without a runtime`,
    text: `${parts.join(', ')}. A launch or a deletion was interrupted, or they were kept when the runtime was deleted. Launch a server of that name to use them again, or delete them.`,
    action: { label: 'See what is left', href: routes.runtimeDelete(deployment) },
  }
}

function endOfLife(days: number): AttentionItem {
  const when = days > 0 ? `in ${days} ${days === 1 ? 'day' : 'days'}` : 'now'

  return {
    id: 'end-of-life',
    tone: days > 90 ? 'info' : 'warning',
    title: `The AWS API MCP Server reaches its end of life ${when}`,
    text: 'Its maintainers plan to remove it on 15 July 2027. AWS runs a managed successor, the AWS MCP Server, at aws-mcp.us-east-1.api.aws/mcp.',
    action: { label: 'About the successor', external: SUCCESSOR_DOCS },
  }
}
