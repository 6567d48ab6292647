import { stripComments } from 'jsonc-parser'

/** What a text really is, and the policy in it; null where no safe way leads there. */
export type Pasted = { says: string; policy: string | null }

type Step = { name: string; take: (text: string) => string | undefined }

/** Each takes one wrapping off; undefined where the text has none of its kind. In the order in which they lie on each other. */
const STEPS: Step[] = [
  {
    name: 'UTF-16 that was read as another encoding',
    take: (text) =>
      text.slice(0, 4).includes('\u0000') ? text.replace(/^\ufffd+/, '').replaceAll('\u0000', '') : undefined,
  },
  { name: 'a byte order mark', take: (text) => (text.startsWith('\ufeff') ? text.slice(1) : undefined) },
  {
    name: 'URL encoding, as IAM answers documents',
    take: (text) => (/^\s*%(25)*7B/i.test(text) ? decoded(text) : undefined),
  },
  { name: 'the fence of a chat or a Markdown page', take: fenced },
  { name: 'entities of a web page', take: (text) => (/&(quot|#34);/.test(text) ? withoutEntities(text) : undefined) },
  { name: 'escaped quotes', take: (text) => (/^\s*\{(\\[nrt]|\s)*\\"/.test(text) ? unescaped(text) : undefined) },
  {
    name: 'curly quotes of a word processor',
    take: (text) => changed(text, /[\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02]/g, '"'),
  },
  {
    name: 'single quotes',
    take: (text) => (text.includes('"') ? undefined : changed(text, /['\u2018\u2019\u201a\u201b]/g, '"')),
  },
  {
    name: 'spaces that only look like spaces',
    take: (text) => changed(text, /[\u00a0\u2000-\u200a\u202f\u3000]/g, ' '),
  },
  { name: 'characters that nobody sees', take: (text) => changed(text, /[\u200b-\u200f\u2060\ufeff]/g, '') },
  { name: 'comments', take: (text) => (/\/[/*]/.test(text) ? uncommented(text) : undefined) },
  { name: 'an answer of the AWS CLI around the policy', take: unwrapped },
]

const MOST_STEPS = 6

/**
 * Recognises a policy that arrived in something else: as copied from a chat, a mail, a terminal or another tool. Undefined when the
 * text is JSON with a policy's elements already, or nothing that is known.
 */
export function pasted(text: string): Pasted | undefined {
  const names: string[] = []
  let current = text

  for (let turn = 0; turn < MOST_STEPS && !isPolicy(current); turn++) {
    const step = STEPS.find(({ take }) => take(current) !== undefined)
    const next = step?.take(current)

    if (!step || next === undefined) {
      return languageOf(current)
    }
    names.push(step.name)
    current = next
  }
  return names.length > 0 && isPolicy(current)
    ? { says: `The policy came with ${names.join(', and ')}. IAM wants it without.`, policy: current }
    : undefined
}

function isPolicy(text: string): boolean {
  const value = parsed(text)
  return typeof value === 'object' && value !== null && 'Statement' in value
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.trim().replaceAll('+', ' '))
  } catch {
    return undefined
  }
}

const FENCE = /```\w*[^\S\n]*\n\s*(?=\{)/

/** What stands in the first block that holds an object. Each fence is looked at once. */
function fenced(text: string): string | undefined {
  const open = FENCE.exec(text)
  const start = open ? open.index + open[0].length : text.length

  for (let end = text.indexOf('```', start); end >= 0; end = text.indexOf('```', end + 3)) {
    const inside = text.slice(start, end).trimEnd()

    if (text.slice(start + inside.length, end).includes('\n')) {
      return inside
    }
  }
}

const ENTITIES: Record<string, string> = {
  quot: '"',
  '#34': '"',
  apos: "'",
  '#39': "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  amp: '&',
}

function withoutEntities(text: string): string {
  return text.replace(/&(quot|#34|apos|#39|lt|gt|nbsp|amp);/g, (_, name: string) => ENTITIES[name] ?? '')
}

/** As it stands between the quotes of a program. */
function unescaped(text: string): string | undefined {
  const plain = parsed(`"${text.trim().replace(/[\n\r\t]/g, ' ')}"`)
  return typeof plain === 'string' ? plain : undefined
}

function uncommented(text: string): string | undefined {
  const plain = stripComments(text)
  return plain === text ? undefined : plain
}

function changed(text: string, pattern: RegExp, by: string): string | undefined {
  const plain = text.replace(pattern, by)
  return plain === text ? undefined : plain
}

/** `get-role-policy`, `get-policy-version`, `get-role`, `get-bucket-policy` and its kin, and a policy that was written as a JSON string. */
function unwrapped(text: string): string | undefined {
  const answer = parsed(text)

  if (typeof answer === 'string') {
    return answer
  }
  const { PolicyDocument, PolicyVersion, Role, AssumeRolePolicyDocument, Policy } = (answer ?? {}) as Record<
    string,
    Record<string, unknown> | undefined
  >
  const inner =
    PolicyDocument ?? PolicyVersion?.Document ?? Role?.AssumeRolePolicyDocument ?? AssumeRolePolicyDocument ?? Policy

  if (inner === undefined || inner === null) {
    return undefined
  }
  return typeof inner === 'string' ? inner : JSON.stringify(inner, null, 2)
}

/** Other languages for the same thing. They may hold references, so what they come to is not guessed. */
function languageOf(text: string): Pasted | undefined {
  if (/^\s*(data|resource|locals|module)\b[^{\n]*\{|\bjsonencode\s*\(|=\s*<<[-~]?\w+|^\s*statement\s*\{/.test(text)) {
    return {
      says: 'This is Terraform. Paste the JSON that it makes: terraform console, then the .json of the document.',
      policy: null,
    }
  }
  return YAML.test(text) || isTemplate(text)
    ? { says: 'This is YAML. IAM takes JSON only: convert it, for instance with yq -o json.', policy: null }
    : undefined
}

/** A policy or its statements, be it after comments. */
const YAML =
  /^\s*(---\s*\n)?(#.*\n\s*)*((\w+:.*\n\s*)?(Version|Statement|PolicyDocument):|- (Sid|Effect|Action|NotAction|Resource):)/

/** A template with a policy in it, such as CloudFormation's. */
function isTemplate(text: string): boolean {
  return /^\s*(---\s*\n)?\w+:/.test(text) && /^[ \t]+(AssumeRole)?(PolicyDocument|Statement):/m.test(text)
}
