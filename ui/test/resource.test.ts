import { expect, it } from "vitest";

import { Resource } from "../src/resource.svelte";

it("keeps the newest answer, in whatever order answers come", async () => {
  const resource = new Resource<string>();
  let answerFirst: (value: string) => void = () => undefined;
  const first = resource.load(() => new Promise((resolve) => (answerFirst = resolve)));
  await resource.load(async () => "second");
  answerFirst("first");
  await first;
  expect(resource.value, "the first question was answered last").toBe("second");
});

it("keeps the last value when asking again fails, and says the failure", async () => {
  const resource = new Resource<string>();
  await resource.load(async () => "value");
  await resource.load(async () => {
    throw { code: "database", message: "Hãy thử lại." };
  });
  expect(resource.value).toBe("value");
  expect(resource.failure).toEqual({ code: "database", message: "Hãy thử lại." });
});
