/** What a question asks for. `verbs` are first words of action names; of each noun, one of its spellings must be found. */
export type Question = { verbs: string[]; nouns: string[][] }

const STOP = new Set(
  `a able access agent all allow allowed amazon an and any assistant at aws be can cannot could do does else ever everything for from have
  has how i in into is it its me my not of off on one or our out please some somebody someone something that the their them
  there these they thing things this to us user's using we what which who will with would you your`.split(/\s+/),
)

/** Everyday verbs, and the words with which actions of that kind begin. */
const VERBS: [string, string][] = [
  [
    'delete remove destroy erase drop kill terminate wipe',
    'delete terminate remove purge destroy deregister batchdelete',
  ],
  ['create make add new provision', 'create run put add allocate register import'],
  ['launch', 'run launch create start'],
  [
    'read get see view show look download open fetch inspect',
    'get batchget describe read view query scan select download lookup',
  ],
  ['list enumerate find search', 'list describe search'],
  ['write upload save store put', 'put upload write update batchwrite'],
  ['change update modify edit set configure alter reconfigure', 'update modify put set change edit replace'],
  ['start', 'start run'],
  ['run execute', 'run execute start send invoke'],
  ['invoke call', 'invoke call execute'],
  ['stop pause halt shut', 'stop terminate pause suspend cancel disable'],
  ['restart reboot', 'reboot restart'],
  ['send email publish post', 'send publish post'],
  ['share', 'share modify put add authorize'],
  ['grant give', 'grant put attach add create'],
  ['revoke', 'revoke detach delete remove'],
  ['assume become impersonate', 'assume'],
  ['pass', 'pass'],
  ['spend buy purchase order', 'purchase create buy'],
]

const SAME_VERBS =
  'attach detach tag untag decrypt encrypt query scan copy restore enable disable reset rotate cancel approve reject associate disassociate register deregister reboot publish subscribe receive purge transfer export import sign verify schedule'.split(
    ' ',
  )

/** Everyday nouns, and the words that stand in action names, resource types or service names. */
const NOUNS: [string, string][] = [
  ['file document', 'object file'],
  ['server machine vm host computer', 'instance'],
  ['database db', 'db database table cluster'],
  ['password', 'password login secret'],
  ['log', 'log logs trail'],
  ['cost bill billing money spending invoice', 'cost usage billing budget invoice'],
  ['firewall', 'security firewall'],
  ['dns', 'record zone dns'],
  ['container', 'task container service'],
  ['shell command', 'command shell'],
  ['permission', 'policy permission'],
  ['credential', 'credential key token'],
  ['runtime', 'runtime'],
  ['mail email', 'email mail'],
]

export function readQuestion(text: string): Question {
  const words = text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9-]+/)
    .filter((word) => word && !STOP.has(word))
  const verbs = words.flatMap((word) => verbTargets(word) ?? [])
  const nouns = words.filter((word) => !verbTargets(word)).map((word) => spellings(singular(word)))
  return { verbs, nouns }
}

/** The person's own verb comes first. */
function verbTargets(word: string): string[] | undefined {
  const forms = [word, ...bases(word)]
  const known = VERBS.find(([from]) => from.split(' ').some((verb) => forms.includes(verb)))
  const own = [...(known?.[0].split(' ') ?? []), ...SAME_VERBS].find((verb) => forms.includes(verb))
  return own === undefined ? undefined : [own, ...(known?.[1].split(' ') ?? [])]
}

/** `deleting`, `deletes` and `stopped` come from `delete` and `stop`. */
function bases(word: string): string[] {
  const stem = word.replace(/(ing|ed|es|s)$/, '')
  return stem === word || stem.length < 3
    ? []
    : [stem, `${stem}e`, stem.replace(/(.)\1$/, '$1'), word.replace(/s$/, '')]
}

function spellings(word: string): string[] {
  const found = NOUNS.find(([from]) => from.split(' ').includes(word))
  return [...new Set([word, ...(found?.[1].split(' ') ?? [])])]
}

/** `policies` → `policy`, `buckets` → `bucket`; `access` and `dns` stay. */
function singular(word: string): string {
  if (word.endsWith('ies') && word.length > 4) {
    return `${word.slice(0, -3)}y`
  }
  return /[^siu]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word
}

/** `GetObjectVersion` → get, object, version; `ListAllMyBuckets` → list, all, my, bucket. */
export function nameWords(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .map(singular)
}
