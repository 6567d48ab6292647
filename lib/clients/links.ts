/** Base64 of UTF-8, in the server and in the browser alike. */
export function base64(text: string): string {
  const bytes = new TextEncoder().encode(text)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/** A query part, encoded once more on top of what the value holds: an encoded ARN arrives as it was. */
export function query(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&')
}
