/**
 * Ways in which text in an answer tries to steer whoever reads it: by giving orders, by asking for calls of tools, by speaking in the
 * name of the system, by asking for secrecy, or by signs that nobody sees.
 */
export const STEERING = [
  'orders',
  'asks for a call',
  'speaks as the system',
  'asks for secrecy',
  'hidden signs',
] as const
export type Steering = (typeof STEERING)[number]

/** Beyond it, nobody looks: an answer of megabytes is a listing, and the client cuts it anyway. */
const MOST_CHARACTERS = 500_000

const PATTERNS: readonly (readonly [Steering, RegExp])[] = [
  [
    'orders',
    /\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,40}\b(?:previous|prior|above|earlier|all|any|your|system)\b[^.\n]{0,40}\b(?:instruction|prompt|rule|direction|guideline|message|context|polic)/i,
  ],
  ['orders', /\b(?:new|updated|important|urgent|real) (?:system )?instructions?\b[^.\n]{0,20}(?::|follow|are)/i],
  [
    'asks for a call',
    // Not `call[call_aws]`, which is where pydantic finds a mistake.
    /\b(?:call(?!\[)|use|invoke|run|execute)\b[^.\n]{0,30}\b(?:call_aws|suggest_aws_commands|run_script|(?:the )?(?!(?:the|this|that|each|any|another) )[\w-]{2,40} tool\b|tool [`'"]\w+|following (?:aws )?(?:cli )?command)/i,
  ],
  [
    'asks for a call',
    /\b(?:you (?:must|should|need to|have to)|pleas[e]|now|immediately|then|first)\b[^.\n]{0,30}\b(?:run|execute|call|invoke|issue)\b[^.\n]{0,30}[`'"]?\baws [a-z0-9-]+ [a-z]/i,
  ],
  ['asks for a call', /<\/?(?:tool_call|function_call|invoke|function_calls|tool_use)\b/i],
  [
    'speaks as the system',
    /<\|?(?:system|im_start|im_end|endoftext)\b[^>]{0,20}>|\[\/?(?:SYSTEM|INST)\]|^\s*#{0,3}\s*system(?: prompt| message)?:/im,
  ],
  [
    'asks for secrecy',
    /\b(?:do not|don['’]t|never|without)\b[^.\n]{0,20}\b(?:tell|mention|inform|telling|informing|mentioning|show|reveal|asking|ask)\b[^.\n]{0,20}\b(?:the )?(?:user|human|person|owner|operator|anyone)\b/i,
  ],
  // Tag characters, which spell text that no screen shows, and runs of signs without a width.
  ['hidden signs', /[\u{E0000}-\u{E007F}]|[\u200B-\u200D\u2060\uFEFF]{4,}|[\u202A-\u202E\u2066-\u2069]/u],
]

/** What in a text tries to steer; none of an ordinary answer. A mark for people, never a reason to change the text. */
export function steeringIn(text: string): Steering[] {
  const looked = text.length > MOST_CHARACTERS ? text.slice(0, MOST_CHARACTERS) : text
  const found = new Set(PATTERNS.flatMap(([kind, pattern]) => (pattern.test(looked) ? [kind] : [])))
  return STEERING.filter((kind) => found.has(kind))
}

/** The texts of a result, whatever its shape, as its reader gets them: escapes of JSON in JSON are undone once. */
export function textsOf(value: unknown): string {
  const texts: string[] = []
  collect(value, texts, 0)
  return texts.join('\n')
}

const DEEPEST = 30

function collect(value: unknown, texts: string[], depth: number): void {
  if (typeof value === 'string') {
    texts.push(
      value.includes('\\n') || value.includes('\\u') ? value.replaceAll('\\n', '\n').replace(UNICODE, fromHex) : value,
    )
  } else if (typeof value === 'object' && value !== null && depth < DEEPEST) {
    for (const each of Object.values(value)) {
      collect(each, texts, depth + 1)
    }
  }
}

const UNICODE = /\\u([0-9a-fA-F]{4})/g
const fromHex = (_: string, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))
