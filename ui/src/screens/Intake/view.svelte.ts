// What Tiếp nhận is looking at; outlives the screen.

export type Chosen = { what: "pending"; id: number } | { what: "submission"; id: number };

class View {
  chosen = $state.raw<Chosen | null>(null);
}

export const view = new View();
