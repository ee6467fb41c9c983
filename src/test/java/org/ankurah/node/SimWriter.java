package org.ankurah.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Ref;
import org.ankurah.node.SimModels.Item;
import org.ankurah.node.SimModels.Shelf;
import org.ankurah.value.AnkurahException;

/** Writes something into a transaction: whatever a program might, some of which is refused here or upstream. */
final class SimWriter {

    private static final int NAMES = 6;
    private static final int SIZES = 8;
    private static final int CODES = 12;

    private final Random random;
    private final Transaction transaction;
    private final List<View<Item>> items = new ArrayList<>();
    private final List<View<Item>> deleted = new ArrayList<>();
    private final List<View<Shelf>> shelves = new ArrayList<>();

    /** @param known what the program knows of entities, deleted ones included */
    SimWriter(Random random, Transaction transaction, List<EntityState> known) {
        this.random = random;
        this.transaction = transaction;
        for (EntityState state : known) {
            if (state.model().collection().equals("shelf")) {
                shelves.add(new View<>(SimModels.ALL.binding(Shelf.class), state));
            } else {
                (state.deleted() ? deleted : items).add(new View<>(SimModels.ALL.binding(Item.class), state));
            }
        }
    }

    /** @return a few words of what was written */
    String write() {
        List<String> words = new ArrayList<>();
        try {
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                words.add(writeOne());
            }
        } catch (AnkurahException refused) {
            words.add("refused: " + refused.getMessage());
        }
        return String.join(", ", words);
    }

    private String writeOne() {
        if (items.isEmpty() || random.nextInt(4) == 0) {
            return "create item " + transaction.create(item()).id();
        }
        if (shelves.isEmpty() || random.nextInt(12) == 0) {
            return "create shelf "
                    + transaction
                            .create(new Shelf("l" + random.nextInt(NAMES), 0))
                            .id();
        }
        if (!deleted.isEmpty() && random.nextInt(6) == 0) {
            return "restore " + transaction.restore(one(deleted)).id();
        }
        if (random.nextInt(10) == 0) {
            View<Shelf> shelf = one(shelves);
            transaction.edit(shelf).increment(Shelf::plays, amount());
            return "count shelf " + shelf.id();
        }
        View<Item> item = one(items);
        return edit(item, random.nextInt(8) == 0 ? transaction.editUnchanged(item) : transaction.edit(item));
    }

    private Item item() {
        return new Item(
                "n" + random.nextInt(NAMES),
                random.nextInt(SIZES),
                random.nextBoolean() ? 0 : amount(),
                "text",
                List.of("t" + random.nextInt(4)),
                List.of("a"),
                List.of(random.nextInt(4)),
                random.nextBoolean() ? null : "c" + random.nextInt(CODES),
                shelves.isEmpty() || random.nextBoolean()
                        ? null
                        : Ref.to(one(shelves).id()));
    }

    private String edit(View<Item> item, Mutable<Item> edited) {
        switch (random.nextInt(13)) {
            case 0 -> edited.set(Item::name, random.nextInt(8) == 0 ? null : "n" + random.nextInt(NAMES));
            case 1 -> edited.text(Item::notes).insert(0, "<" + random.nextInt(100) + ">");
            case 2 -> edited.addTo(Item::tags, "t" + random.nextInt(4));
            case 3 -> edited.removeFrom(Item::tags, "t" + random.nextInt(4));
            case 4 -> edited.list(Item::steps).insert(0, "s" + random.nextInt(100));
            case 5 -> edited.set(Item::marks, List.of(random.nextInt(9), random.nextInt(9)));
            case 6 -> edited.set(Item::code, "c" + random.nextInt(CODES));
            case 7 ->
                edited.set(
                        Item::shelf,
                        shelves.isEmpty() ? null : Ref.to(one(shelves).id()));
            case 8 -> transaction.delete(item);
            case 9, 10 -> edited.set(Item::size, random.nextInt(SIZES));
            default -> edited.increment(Item::plays, amount());
        }
        return "edit " + item.id();
    }

    /** Another number each time. */
    private long amount() {
        return 1 + random.nextInt(1_000_000_000);
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
