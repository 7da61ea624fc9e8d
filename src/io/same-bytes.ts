import { type FileHandle, open } from 'node:fs/promises';

const CHUNK_BYTES = 1 << 16;

/** Whether two files hold the same bytes. Reads a chunk of each at a time, so that their size does not matter. */
export async function sameBytes(one: string, other: string): Promise<boolean> {
  const a = await open(one);
  try {
    const b = await open(other);
    try {
      return await sameContent(a, b);
    } finally {
      await b.close();
    }
  } finally {
    await a.close();
  }
}

async function sameContent(a: FileHandle, b: FileHandle): Promise<boolean> {
  const { size } = await a.stat();
  if (size !== (await b.stat()).size) return false;
  const left = Buffer.alloc(CHUNK_BYTES);
  const right = Buffer.alloc(CHUNK_BYTES);
  for (let at = 0; at < size; at += CHUNK_BYTES) {
    const length = Math.min(CHUNK_BYTES, size - at);
    await Promise.all([readExactly(a, left, at, length), readExactly(b, right, at, length)]);
    if (left.compare(right, 0, length, 0, length) !== 0) return false;
  }
  return true;
}

/** A read may return less than asked for; a file that got shorter meanwhile leaves zeros, which differ from what was. */
async function readExactly(file: FileHandle, into: Buffer, at: number, length: number): Promise<void> {
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(into, done, length - done, at + done);
    if (bytesRead === 0) {
      into.fill(0, done, length);
      return;
    }
    done += bytesRead;
  }
}
