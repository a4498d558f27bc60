package io.taskledger.gateway.page;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set about the page, under {@code taskledger.page}.
 *
 * @param port where the page is served; 0 serves none
 * @param secureCookie whether the session cookie is sent over HTTPS only; on for every host but
 *     localhost in any case
 */
@ConfigurationProperties("taskledger.page")
public record PageSettings(
    @DefaultValue("0") int port, @DefaultValue("false") boolean secureCookie) {}
