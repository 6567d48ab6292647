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
    take: (text) => (/^\s*%7B/i.test(text) ? decoded(text) : undefined),
  },
  { name: 'curly quotes of a word processor', take: (text) => changed(text, /[\u201c\u201d\u201e\u201f]/g, '"') },
  {
    name: 'spaces that only look like spaces',
    take: (text) => changed(text, /[\u00a0\u2000-\u200a\u202f\u3000]/g, ' '),
  },
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

function changed(text: string, pattern: RegExp, by: string): string | undefined {
  const plain = text.replace(pattern, by)
  return plain === text ? undefined : plain
}

/** `get-role-policy`, `get-policy-version`, `get-role`, and a policy that was written as a JSON string. */
function unwrapped(text: string): string | undefined {
  const answer = parsed(text)

  if (typeof answer === 'string') {
    return answer
  }
  const { PolicyDocument, PolicyVersion, Role } = (answer ?? {}) as Record<string, Record<string, unknown> | undefined>
  const inner = PolicyDocument ?? PolicyVersion?.Document ?? Role?.AssumeRolePolicyDocument

  if (inner === undefined || inner === null) {
    return undefined
  }
  return typeof inner === 'string' ? inner : JSON.stringify(inner, null, 2)
}

/** Other languages for the same thing. They may hold references, so what they come to is not guessed. */
function languageOf(text: string): Pasted | undefined {
  if (/^\s*(data|resource|locals|module)\b[^{\n]*\{|\bjsonencode\s*\(/.test(text)) {
    return {
      says: 'This is Terraform. Paste the JSON that it makes: terraform console, then the .json of the document.',
      policy: null,
    }
  }
  return /^\s*(---\s*\n)?(\w+:.*\n\s*)?(Version|Statement|PolicyDocument):/.test(text)
    ? { says: 'This is YAML. IAM takes JSON only: convert it, for instance with yq -o json.', policy: null }
    : undefined
}
