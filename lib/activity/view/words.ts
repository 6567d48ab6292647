import type { Entry, RefusedBy, Sureness } from '@/lib/activity/model'

/** How sure a part of an entry is, in a few words. */
export function surenessText(sureness: Sureness): string {
  switch (sureness.kind) {
    case 'exact':
      return 'exact'
    case 'one-of':
      return `matches 1 of ${sureness.of}${sureness.of === 1 && !sureness.isCertain ? ', session not known' : ''}`
    case 'unrecorded':
      return 'not recorded by CloudTrail'
    case 'not-yet':
      return 'not there yet'
    case 'none':
      return 'nothing found'
    case 'unread':
      return 'not read'
  }
}

const REFUSERS: Record<RefusedBy, string> = {
  guard: 'the guard of the bridge',
  server: 'the server’s own policy',
  identity: 'the role’s policies',
  boundary: 'the permissions boundary',
  scp: 'a service control policy',
  rcp: 'a resource control policy',
  session: 'the session’s policy',
  'vpc-endpoint': 'the VPC endpoint’s policy',
  resource: 'the resource’s policy',
  trust: 'the trust policy',
  iam: 'IAM',
}

export function outcomeText({ outcome, refusedBy, code }: Pick<Entry, 'outcome' | 'refusedBy' | 'code'>): string {
  switch (outcome) {
    case 'allowed':
      return 'allowed'
    case 'refused':
      return `refused by ${REFUSERS[refusedBy ?? 'iam']}`
    case 'failed':
      return `failed${code === undefined ? '' : `: ${code}`}`
    case 'unknown':
      return 'not known'
  }
}
