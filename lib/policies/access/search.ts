import { actionReader } from '@/lib/policies/access/action-access'
import type { AccessAnswer } from '@/lib/policies/access/model'
import { nameWords, type Question, readQuestion } from '@/lib/policies/access/question-words'
import { actionsForApi } from '@/lib/policies/catalogue/api-names'
import { findAction } from '@/lib/policies/catalogue/catalogue-lookup'
import type { ActionInfo, Catalogue, ServiceInfo } from '@/lib/policies/catalogue/catalogue-model'
import type { NamedPolicy } from '@/lib/policies/evaluate/evaluate'
import { indexStatements } from '@/lib/policies/evaluate/grants'

type Scored = { service: ServiceInfo; action: ActionInfo; score: number }

/**
 * Answers "can it delete a bucket?" or `s3:DeleteBucket` for the policies of one role. Searches the services that the catalogue has
 * loaded; the answer speaks of the actions that fit the words best.
 */
export function search(
  question: string,
  policies: NamedPolicy[],
  catalogue: Catalogue,
  boundary?: NamedPolicy,
): AccessAnswer {
  const ranked = named(question, catalogue) ?? best(readQuestion(question), catalogue)
  const index = indexStatements(policies, boundary)
  const readers = new Map<ServiceInfo, ReturnType<typeof actionReader>>()
  const matches = ranked.map(({ service, action, score }) => {
    const read = readers.get(service) ?? actionReader(index, service)
    readers.set(service, read)
    return { score, match: read(action) ?? { ...NO_ACCESS, ...described(service, action) } }
  })
  const top = matches[0]?.score ?? 0
  const asked = matches.filter(({ score }) => score > top - CLOSE).map(({ match }) => match)
  return { ...verdictOf(asked), matches: matches.map(({ match }) => match) }
}

const RESULTS = 24
/** Scores this near to the best count as what was asked for. */
const CLOSE = 0.5

type Match = AccessAnswer['matches'][number]

const NO_ACCESS = {
  status: 'none' as const,
  resources: [],
  except: [],
  conditions: [],
  deniedWhen: [],
  allowedBy: [],
  deniedBy: [],
}

function described(service: ServiceInfo, { name, access, description }: ActionInfo) {
  return { action: `${service.prefix}:${name}`, access, description }
}

/** An action, or an API operation, written out in the question. */
function named(question: string, catalogue: Catalogue): Scored[] | undefined {
  const [, prefix, name] = /\b([a-z][a-z0-9-]*):([A-Za-z]\w+)/.exec(question) ?? []
  const service = prefix === undefined ? undefined : catalogue.service(prefix)

  if (!(service && name)) {
    return undefined
  }
  const names = [name, ...actionsForApi(service.prefix, name).map((action) => action.slice(service.prefix.length + 1))]
  const found = names.flatMap((one) => findAction(service, one) ?? [])
  return found.length > 0 ? found.map((action) => ({ service, action, score: 1 })) : undefined
}

function best(question: Question, catalogue: Catalogue): Scored[] {
  if (question.verbs.length + question.nouns.length === 0) {
    return []
  }
  const scored = catalogue.prefixes().flatMap((prefix) => {
    const service = catalogue.service(prefix)
    return service ? scoreService(question, service) : []
  })
  return scored
    .toSorted((one, other) => other.score - one.score || popularity(one) - popularity(other))
    .slice(0, RESULTS)
}

const POPULAR = ['s3', 'ec2', 'iam', 'lambda', 'dynamodb', 'rds', 'logs', 'sqs', 'sns', 'secretsmanager', 'kms']

function popularity({ service }: Scored): number {
  const place = POPULAR.indexOf(service.prefix)
  return place < 0 ? POPULAR.length : place
}

function scoreService({ verbs, nouns }: Question, service: ServiceInfo): Scored[] {
  const words = new Set([service.prefix, ...nameWords(service.name), ...service.prefix.split('-')])
  const named = nouns.filter((spellings) => spellings.some((word) => words.has(word)))
  const rest = nouns.filter((spellings) => !named.includes(spellings))
  const namedScore = named.reduce((sum, spellings) => sum + (spellings.includes(service.prefix) ? 3.5 : 2.5), 0)

  return service.actions.flatMap((action) => {
    const own = wordsOf(action)
    const [first = ''] = own
    const verb =
      verbs.length === 0 ? 0 : verbs.some((word) => first === word || own.slice(0, 2).join('') === word) ? 3 : -1
    const hits = rest.filter((spellings) => spellings.some((word) => own.includes(word)))
    const typed = rest.filter((spellings) => !hits.includes(spellings) && onType(action, spellings))

    if (verb < 0 || hits.length + typed.length < rest.length || (nouns.length === 0 && verb === 0)) {
      return []
    }
    // The first spelling is the person's own word; every word beyond what was asked makes it less likely.
    const exact = hits.filter(([word = '']) => own.includes(word)).length
    const firstVerb = first === verbs[0] ? 1 : 0
    const known = POPULAR.includes(service.prefix) ? 0.4 : 0
    const extra = Math.max(0, own.length - 1 - hits.length)
    return [
      {
        service,
        action,
        score: verb + firstVerb + 2 * hits.length + typed.length + exact + known + namedScore - 0.3 * extra,
      },
    ]
  })
}

function onType({ resourceTypes }: ActionInfo, spellings: string[]): boolean {
  return resourceTypes.some(({ name }) => spellings.includes(name.toLowerCase()))
}

const wordCache = new WeakMap<ActionInfo, string[]>()

function wordsOf(action: ActionInfo): string[] {
  const words = wordCache.get(action) ?? nameWords(action.name)
  wordCache.set(action, words)
  return words
}

function verdictOf(asked: Match[]): Pick<AccessAnswer, 'verdict' | 'sentence'> {
  const [first] = asked

  if (!first) {
    return { verdict: 'unclear', sentence: 'No action fits these words. Try a verb and a thing: "delete a bucket".' }
  }
  const open = asked.find(({ status }) => status === 'allowed')
  const sometimes = asked.find(({ status }) => status === 'conditional')
  const denied = asked.find(({ status }) => status === 'denied')

  if (open) {
    return { verdict: 'yes', sentence: `Yes: ${open.action} on ${resourceWords(open)}.` }
  }
  if (sometimes) {
    const when = sometimes.conditions.join(', or ')
    return { verdict: 'conditional', sentence: `Only if ${when}: ${sometimes.action} on ${resourceWords(sometimes)}.` }
  }
  return denied
    ? {
        verdict: 'no',
        sentence: `No: ${denied.action} is allowed by one statement and taken away by a Deny or the boundary.`,
      }
    : {
        verdict: 'no',
        sentence: `No: nothing allows ${asked
          .slice(0, 3)
          .map(({ action }) => action)
          .join(', ')}.`,
      }
}

function resourceWords({ resources, except }: Match): string {
  const [one] = resources
  const where =
    resources.length === 1 && one ? (one === '*' ? 'every resource' : one) : `${resources.length} resource patterns`
  return except.length > 0 ? `${where}, with exceptions` : where
}
