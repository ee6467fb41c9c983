package org.ankurah.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.demo.GeoPointType;
import org.ankurah.demo.MoneyType;
import org.ankurah.model.RecordModels;
import org.ankurah.node.Access;
import org.ankurah.node.Identity;
import org.ankurah.node.Rights;
import org.ankurah.node.policy.PolicyRules;
import org.ankurah.query.Predicate;
import org.ankurah.server.ModelDiscovery;
import org.junit.jupiter.api.Test;

/** The policy that the README shows is one for the music store. */
class ReadmePolicyTest {

    @Test
    void theExampleOfTheReadmeIsAPolicy() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf("```yaml\nroles:") + "```yaml\n".length();
        String text = readme.substring(start, readme.indexOf("```", start));
        RecordModels models =
                RecordModels.read(ModelDiscovery.findModels(), List.of(new GeoPointType(), new MoneyType()));

        PolicyRules rules = PolicyRules.of(models.models(), PolicyText.read("README.md", text));

        Access anonymous = rules.resolve(Identity.ANONYMOUS);
        assertThat(anonymous.of("album").read()).isEqualTo(Predicate.TRUE);
        assertThat(anonymous.of("album").update()).isEqualTo(Rights.NEVER);
        assertThat(anonymous.of("customer")).isEqualTo(Rights.NONE);
        assertThat(rules.resolve(new Identity("root", Set.of("admin"), Map.of())))
                .isEqualTo(Access.EVERYTHING);
    }
}
